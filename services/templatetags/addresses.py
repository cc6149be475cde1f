"""Addresses of other sites in a text, as links that say where they lead."""

from django import template

from services.catalogue import addresses

register = template.Library()
register.filter("linked", addresses.linked, is_safe=True)
