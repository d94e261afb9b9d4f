Finding = dict
