from docker import DockerClient
from docker.errors import APIError

print(DockerClient, APIError)
