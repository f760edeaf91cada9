"""
Contract tests for Vapi webhooks.
"""
