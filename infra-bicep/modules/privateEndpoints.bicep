// Private addresses of the services the app uses, and the zones in which their names resolve to them.
param environmentName string
param location string
param networkId string
param subnetId string
param hostStorageId string
param dataStorageId string
param keyVaultId string

@description('Empty where the tier has no private endpoints.')
param serviceBusId string

param tags object

var storageSuffix = environment().suffixes.storage
var zones = {
  blob: 'privatelink.blob.${storageSuffix}'
  queue: 'privatelink.queue.${storageSuffix}'
  table: 'privatelink.table.${storageSuffix}'
  bus: 'privatelink.servicebus.windows.net'
  vault: 'privatelink.vaultcore.azure.net'
  site: 'privatelink.azurewebsites.net'
}
var zoneKeys = [
  'blob'
  'queue'
  'table'
  'bus'
  'vault'
  'site'
]
var storageEndpoints = [
  {
    name: 'host-blob'
    target: hostStorageId
    part: 'blob'
    zone: 0
  }
  {
    name: 'host-queue'
    target: hostStorageId
    part: 'queue'
    zone: 1
  }
  {
    name: 'host-table'
    target: hostStorageId
    part: 'table'
    zone: 2
  }
  {
    name: 'data-blob'
    target: dataStorageId
    part: 'blob'
    zone: 0
  }
  {
    name: 'data-queue'
    target: dataStorageId
    part: 'queue'
    zone: 1
  }
  {
    name: 'data-table'
    target: dataStorageId
    part: 'table'
    zone: 2
  }
  {
    name: 'vault'
    target: keyVaultId
    part: 'vault'
    zone: 4
  }
]
var busEndpoints = empty(serviceBusId)
  ? []
  : [
      {
        name: 'bus'
        target: serviceBusId
        part: 'namespace'
        zone: 3
      }
    ]
var all = concat(storageEndpoints, busEndpoints)

resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = [
  for key in zoneKeys: {
    name: zones[key]
    location: 'global'
    tags: tags
  }
]

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = [
  for (key, i) in zoneKeys: {
    parent: zone[i]
    name: 'compliance-${environmentName}'
    location: 'global'
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: networkId
      }
    }
  }
]

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for one in all: {
    name: 'pe-${one.name}-${environmentName}'
    location: location
    tags: tags
    properties: {
      subnet: {
        id: subnetId
      }
      privateLinkServiceConnections: [
        {
          name: one.name
          properties: {
            privateLinkServiceId: one.target
            groupIds: [
              one.part
            ]
          }
        }
      ]
    }
  }
]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (one, i) in all: {
    parent: endpoint[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: one.part
          properties: {
            privateDnsZoneId: zone[one.zone].id
          }
        }
      ]
    }
  }
]

output siteZoneId string = zone[5].id
