"""Dated days: public holidays, days worked in their stead, and the calendars they make."""
