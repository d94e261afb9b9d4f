import kubernetes_asyncio
from kubernetes import client
