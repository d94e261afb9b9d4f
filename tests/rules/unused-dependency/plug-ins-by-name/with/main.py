import dvc
import torch
import yt_dlp
import flask
import pydantic, pyrogram, telethon, discord, aiogram
