from fastapi import FastAPI, File  # 0.111 brings python-multipart
