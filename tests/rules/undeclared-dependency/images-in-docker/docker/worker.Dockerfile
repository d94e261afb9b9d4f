FROM python:3.12-slim
WORKDIR /srv
COPY work/worker/requirements.txt .
RUN pip install -r requirements.txt
COPY common/ common/
COPY work/worker/ .
CMD ["python", "-m", "worker"]
