import dvc
import torch
import yt_dlp
import flask
