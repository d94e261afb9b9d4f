from locust import HttpUser

print(HttpUser)
