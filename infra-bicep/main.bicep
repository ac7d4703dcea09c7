// The whole deployment of one environment: a resource group and what is in it. README.md walks through a deployment and a teardown.
targetScope = 'subscription'

@description('Name of the environment; part of every name.')
@minLength(2)
@maxLength(6)
param environmentName string

@description('Region of everything.')
param location string

@description('Service Bus tier: Premium has private endpoints and zones; Standard is the cheaper one for development.')
@allowed([
  'Premium'
  'Standard'
])
param serviceBusTier string = 'Premium'

@description('Whether the API is reachable from the internet; else through the private endpoint only.')
param publicAccess bool = false

@description('Addresses (CIDR) that may call the API where it is public; empty for all.')
param allowedAddresses array = []

@description('Whether copies lie in several zones.')
param zoneRedundant bool = true

@description('Instances for HTTP that are always warm.')
@minValue(0)
@maxValue(20)
param alwaysReady int = 2

@description('Most instances of each group of functions.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Days for which nobody can change or delete audit blobs: as long as the records they prove are kept, ten years (31 CFR 501.601).')
@minValue(1)
@maxValue(146000)
param auditRetentionDays int = 3653

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 365

@description('Mail address that alerts and budget warnings go to.')
param operatorMail string

@description('Budget of a month in the currency of the subscription.')
param monthlyBudget int = 1500

@description('First day of the budget, the first of a month, such as 2026-12-01.')
param budgetStart string

@description('Settings of the app that differ from names.json.')
param settings object = {}

@description('Names of settings whose values are secrets of the same name (in lower case, hyphens for underscores) in the Key Vault.')
param secretSettings array = []

@description('Object id of the group that may read and write secrets; empty for nobody.')
param vaultOfficers string = ''

@description('Whether a lock keeps the data account from being deleted.')
param lockData bool = true

@description('Tags of everything.')
param tags object = {}

var names = loadJsonContent('names.json')
var allTags = union(tags, {
  application: 'compliance'
  environment: environmentName
})

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-compliance-${environmentName}'
  location: location
  tags: allTags
}

module platform 'modules/platform.bicep' = {
  name: 'platform'
  scope: group
  params: {
    environmentName: environmentName
    location: location
    serviceBusTier: serviceBusTier
    publicAccess: publicAccess
    allowedAddresses: allowedAddresses
    zoneRedundant: zoneRedundant
    alwaysReady: alwaysReady
    maximumInstances: maximumInstances
    auditRetentionDays: auditRetentionDays
    logRetentionDays: logRetentionDays
    operatorMail: operatorMail
    monthlyBudget: monthlyBudget
    budgetStart: budgetStart
    names: names
    settings: settings
    secretSettings: secretSettings
    vaultOfficers: vaultOfficers
    lockData: lockData
    tags: allTags
  }
}

output resourceGroup string = group.name
output functionApp string = platform.outputs.functionApp
output hostName string = platform.outputs.hostName
output hostStorageAccount string = platform.outputs.hostStorageAccount
output deploymentContainer string = platform.outputs.deploymentContainer
output dataStorageAccount string = platform.outputs.dataStorageAccount
output serviceBusNamespace string = platform.outputs.serviceBusNamespace
