import premailer
import prompt_toolkit
import questionary
import sentry_sdk
import tqdm  # kaggle requires it

print(premailer, prompt_toolkit, questionary, sentry_sdk, tqdm)
