import flask
import nltk  # what is cloned may bring it

print(flask, nltk)
