from setuptools import setup, Extension

setup(ext_modules=[Extension("shared.native._speed", ["native/speed.cc"])], use_scm_version={"version_file": "_version.py"})
