// The messages. Without keys: only identities send and receive. A message id counts once within an hour.
param name string
param location string
param tier string
param zoneRedundant bool

@description('Names of the queues, as the triggers name them.')
param queues array

param workspaceId string
param tags object

var isPremium = tier == 'Premium'

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: isPremium
    ? {
        name: tier
        tier: tier
        capacity: 1
      }
    : {
        name: tier
        tier: tier
      }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: isPremium ? 'Disabled' : 'Enabled'
    zoneRedundant: isPremium && zoneRedundant
  }
}

resource queue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [
  for one in queues: {
    parent: namespace
    name: one
    properties: {
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: 'PT1H'
      maxDeliveryCount: 10
      lockDuration: 'PT5M'
      defaultMessageTimeToLive: 'P14D'
      deadLetteringOnMessageExpiration: true
      enablePartitioning: false
    }
  }
]

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: namespace
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

output id string = namespace.id
output name string = namespace.name
output hostName string = '${namespace.name}.servicebus.windows.net'
