"""Pictures of a finished run, for print and for the web. matplotlib is loaded when one is drawn."""
