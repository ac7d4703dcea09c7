using '../main.bicep'

param environmentName = 'dev'
param location = 'westeurope'
param serviceBusTier = 'Standard'
param publicAccess = true
param zoneRedundant = false
param alwaysReady = 0
param auditRetentionDays = 7
param logRetentionDays = 30
param operatorMail = 'operators@example.org'
param monthlyBudget = 150
param budgetStart = '2026-12-01'
param lockData = false
