"""The report: one offline page that says which system to use, how sure that is, and what the mistakes look like."""
