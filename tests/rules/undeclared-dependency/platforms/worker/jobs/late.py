import twilio.rest

CLIENT = twilio.rest.Client
