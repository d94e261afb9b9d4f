print "no error"
