using '../main.bicep'

param environmentName = 'prod'
param location = 'westeurope'
param serviceBusTier = 'Premium'
param publicAccess = false
param zoneRedundant = true
param alwaysReady = 2
// Ten years and the days of up to three leap years, like the records that the checkpoints prove.
param auditRetentionDays = 3653
param logRetentionDays = 365
param operatorMail = 'operators@example.org'
param monthlyBudget = 1500
param budgetStart = '2026-12-01'
param lockData = true
