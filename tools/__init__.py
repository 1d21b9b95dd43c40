"""Scripts behind the Makefile: start, find a browser, take the screenshot. The app imports none of them."""
