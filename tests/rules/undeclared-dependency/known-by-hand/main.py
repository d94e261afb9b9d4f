import click
import kyber_py
import requests
import six
import tweepy
import webdriver_manager

print(click, kyber_py, requests, six, tweepy, webdriver_manager)
