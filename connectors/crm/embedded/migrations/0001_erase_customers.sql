-- What an erasure deletes. Writes stay, emptied, so that a key is never written twice.
GRANT DELETE ON "crm_customers", "crm_consents", "crm_loyalty", "crm_earlier_contacts", "crm_timeline", "crm_tasks", "crm_cases", "crm_portfolio_proposals", "crm_granted_offers", "crm_calls", "crm_outbox" TO wayproof_app;
