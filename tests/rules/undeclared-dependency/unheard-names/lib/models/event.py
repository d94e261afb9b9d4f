NAME = "event"
