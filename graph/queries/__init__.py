"""The single queries that findings are made of.

wording     how numbers, dates and places are quoted
dates       two dates for one document, dates that cannot be
documents   two documents for one number, titles and issuers that disagree, one document twice
citations   cited but not held
lists       what one document's own tables and tasks give rise to
"""
