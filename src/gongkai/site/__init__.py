"""What joins the parts into one Django site: settings, addresses, headers, error pages."""
