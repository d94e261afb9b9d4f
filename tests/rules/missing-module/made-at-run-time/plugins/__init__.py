__path__.append("/opt/plugins")
