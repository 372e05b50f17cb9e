"""Phones in the browser, for trying the service out: `/try`, in demo mode only."""
