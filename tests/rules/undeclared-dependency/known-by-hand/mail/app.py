import premailer
import prompt_toolkit
import questionary
import sentry_sdk

print(premailer, prompt_toolkit, questionary, sentry_sdk)
