import serial
import yaml
