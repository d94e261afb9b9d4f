import structlog
