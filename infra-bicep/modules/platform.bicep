// Composes the resource group: who may do what, the network, the state, the messages, the app, and those who watch it.
param environmentName string
param location string
param serviceBusTier string
param publicAccess bool
param allowedAddresses array
param zoneRedundant bool
param alwaysReady int
param maximumInstances int
param auditRetentionDays int
param logRetentionDays int
param operatorMail string
param monthlyBudget int
param budgetStart string
param names object
param settings object
param secretSettings array
param vaultOfficers string
param lockData bool
param tags object

var suffix = uniqueString(resourceGroup().id)
var hasPrivateBus = serviceBusTier == 'Premium'

module identity 'identity.bicep' = {
  name: 'identity'
  params: {
    name: 'id-compliance-${environmentName}'
    location: location
    tags: tags
  }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  params: {
    environmentName: environmentName
    location: location
    retentionDays: logRetentionDays
    tags: tags
  }
}

module network 'network.bicep' = {
  name: 'network'
  params: {
    environmentName: environmentName
    location: location
    zoneRedundant: zoneRedundant
    tags: tags
  }
}

module hostStorage 'hostStorage.bicep' = {
  name: 'hostStorage'
  params: {
    name: 'sthost${suffix}'
    location: location
    zoneRedundant: zoneRedundant
    workspaceId: monitoring.outputs.workspaceId
    tags: tags
  }
}

module dataStorage 'dataStorage.bicep' = {
  name: 'dataStorage'
  params: {
    name: 'stdata${suffix}'
    location: location
    zoneRedundant: zoneRedundant
    names: names
    auditRetentionDays: auditRetentionDays
    lock: lockData
    workspaceId: monitoring.outputs.workspaceId
    tags: tags
  }
}

module serviceBus 'serviceBus.bicep' = {
  name: 'serviceBus'
  params: {
    name: 'sb-compliance-${environmentName}-${suffix}'
    location: location
    tier: serviceBusTier
    zoneRedundant: zoneRedundant
    queues: names.queues
    workspaceId: monitoring.outputs.workspaceId
    tags: tags
  }
}

module keyVault 'keyVault.bicep' = {
  name: 'keyVault'
  params: {
    name: 'kv-${environmentName}-${suffix}'
    location: location
    workspaceId: monitoring.outputs.workspaceId
    tags: tags
  }
}

module roles 'roles.bicep' = {
  name: 'roles'
  params: {
    principalId: identity.outputs.principalId
    hostStorageName: hostStorage.outputs.name
    dataStorageName: dataStorage.outputs.name
    serviceBusName: serviceBus.outputs.name
    keyVaultName: keyVault.outputs.name
    insightsName: monitoring.outputs.insightsName
    names: names
    vaultOfficers: vaultOfficers
  }
}

module endpoints 'privateEndpoints.bicep' = {
  name: 'privateEndpoints'
  params: {
    environmentName: environmentName
    location: location
    networkId: network.outputs.networkId
    subnetId: network.outputs.endpointSubnetId
    hostStorageId: hostStorage.outputs.id
    dataStorageId: dataStorage.outputs.id
    keyVaultId: keyVault.outputs.id
    serviceBusId: hasPrivateBus ? serviceBus.outputs.id : ''
    tags: tags
  }
}

module functionApp 'functionApp.bicep' = {
  name: 'functionApp'
  params: {
    environmentName: environmentName
    location: location
    suffix: suffix
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    subnetId: network.outputs.appSubnetId
    endpointSubnetId: network.outputs.endpointSubnetId
    siteZoneId: endpoints.outputs.siteZoneId
    hostStorageName: hostStorage.outputs.name
    deploymentContainer: hostStorage.outputs.deploymentContainer
    dataStorageName: dataStorage.outputs.name
    serviceBusHost: serviceBus.outputs.hostName
    keyVaultName: keyVault.outputs.name
    insightsConnectionString: monitoring.outputs.insightsConnectionString
    workspaceId: monitoring.outputs.workspaceId
    publicAccess: publicAccess
    allowedAddresses: allowedAddresses
    zoneRedundant: zoneRedundant
    alwaysReady: alwaysReady
    maximumInstances: maximumInstances
    settings: union(names.settings, settings)
    secretSettings: secretSettings
    tags: tags
  }
  dependsOn: [
    roles
  ]
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
  params: {
    environmentName: environmentName
    location: location
    operatorMail: operatorMail
    workspaceId: monitoring.outputs.workspaceId
    insightsId: monitoring.outputs.insightsId
    serviceBusId: serviceBus.outputs.id
    dataStorageId: dataStorage.outputs.id
    hostName: functionApp.outputs.hostName
    publicAccess: publicAccess
    tags: tags
  }
}

module budget 'budget.bicep' = {
  name: 'budget'
  params: {
    environmentName: environmentName
    amount: monthlyBudget
    start: budgetStart
    operatorMail: operatorMail
  }
}

output functionApp string = functionApp.outputs.name
output hostName string = functionApp.outputs.hostName
output hostStorageAccount string = hostStorage.outputs.name
output deploymentContainer string = hostStorage.outputs.deploymentContainer
output dataStorageAccount string = dataStorage.outputs.name
output serviceBusNamespace string = serviceBus.outputs.name
