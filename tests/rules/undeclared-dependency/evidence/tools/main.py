import requests
from ansible.plugins.callback.default import CallbackModule


def stop():
    import win32api
    return win32api, requests, CallbackModule
