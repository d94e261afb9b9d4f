import flask
import subprocess

subprocess.run("http --check example.org", shell=True)
