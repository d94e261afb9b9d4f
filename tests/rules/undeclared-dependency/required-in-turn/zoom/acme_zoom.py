import tenacity
