import house_kit
import structlog
