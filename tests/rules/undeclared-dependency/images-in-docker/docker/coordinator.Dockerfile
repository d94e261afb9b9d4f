FROM python:3.12-slim
WORKDIR /app
COPY work/coordinator/requirements.txt /app/requirements.txt
RUN pip install -r requirements.txt
COPY common/ /app/common/
COPY work/coordinator/coordinator.py /app/coordinator.py
COPY work/worker/batches.py /app/batches.py
ENV PYTHONPATH=/app
CMD exec gunicorn --bind :8080 --workers 1 coordinator:app
