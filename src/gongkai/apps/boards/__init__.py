"""Notice boards (公示栏): the plan of each, its sheets, who put up and took down what, objections to a notice."""
