import jupyterhub
import tornado
