import {{cookiecutter.slug}}
