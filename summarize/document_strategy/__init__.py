"""The strategy of models that summarize whole articles: window, write, merge, align to evidence; then the common checks."""
