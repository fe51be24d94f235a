"""From a document to an annual report: labels, figures, balances and prose."""
