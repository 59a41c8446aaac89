"""Tables in HTML, XML and saved web pages."""
