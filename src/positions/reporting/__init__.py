"""Reports out: figures, tables and evidence, notebooks run by papermill, and the pages made of them."""
