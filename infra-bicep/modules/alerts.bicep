// Who is told when. Texts that are searched for are texts the code writes; a test holds the two together.
param environmentName string
param location string
param operatorMail string
param workspaceId string
param insightsId string
param serviceBusId string
param dataStorageId string
param hostName string
param publicAccess bool
param tags object

var logAlerts = [
  {
    name: 'list-not-refreshed'
    text: 'A list could not be refreshed for six hours; it ages, and stale is never allow. Runbook: stale list.'
    query: 'AppTraces | where Message has "was not refreshed" | summarize Failures = count() by bin(TimeGenerated, 1h) | where Failures > 0'
    window: 'PT6H'
    times: 5
    severity: 2
  }
  {
    name: 'message-quarantined'
    text: 'A message can never be handled and was set aside: an alert may be missing. Runbook: stuck outbox.'
    query: 'AppTraces | where Message has "is quarantined as"'
    window: 'PT15M'
    times: 0
    severity: 1
  }
  {
    name: 'outbox-not-draining'
    text: 'Alert messages cannot be sent. They are stored and wait. Runbook: stuck outbox.'
    query: 'AppTraces | where Message has "Draining the alert outbox failed"'
    window: 'PT15M'
    times: 10
    severity: 1
  }
  {
    name: 'storage-failing'
    text: 'Screenings end without a decision because their evidence cannot be stored.'
    query: 'AppTraces | where Message has "Storing a screening failed"'
    window: 'PT5M'
    times: 5
    severity: 0
  }
  {
    name: 'audit-log-stopped'
    text: 'The log of acts cannot go on: its chain does not fit. Runbook: failed chain.'
    query: 'AppTraces | where Message has "The log of acts cannot go on"'
    window: 'PT15M'
    times: 0
    severity: 0
  }
  {
    name: 'server-errors'
    text: 'Requests fail with 5xx.'
    query: 'AppRequests | where toint(ResultCode) >= 500'
    window: 'PT5M'
    times: 10
    severity: 1
  }
]

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-compliance-${environmentName}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'compliance'
    enabled: true
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: operatorMail
        useCommonAlertSchema: true
      }
    ]
  }
}

resource inLogs 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in logAlerts: {
    name: 'alert-${alert.name}-${environmentName}'
    location: location
    tags: tags
    properties: {
      displayName: alert.name
      description: alert.text
      severity: alert.severity
      enabled: true
      scopes: [
        workspaceId
      ]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: alert.times
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [
          operators.id
        ]
      }
    }
  }
]

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-dead-letters-${environmentName}'
  location: 'global'
  tags: tags
  properties: {
    description: 'A message failed ten times and lies dead: an alert may be missing. Runbook: stuck outbox.'
    severity: 1
    enabled: true
    scopes: [
      serviceBusId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'dead'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Maximum'
        }
      ]
    }
    actions: [
      {
        actionGroupId: operators.id
      }
    ]
  }
}

resource waitingMessages 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-waiting-messages-${environmentName}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Messages wait for a quarter of an hour: nobody receives them, or not fast enough.'
    severity: 2
    enabled: true
    scopes: [
      serviceBusId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'waiting'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'ActiveMessages'
          operator: 'GreaterThan'
          threshold: 100
          timeAggregation: 'Minimum'
        }
      ]
    }
    actions: [
      {
        actionGroupId: operators.id
      }
    ]
  }
}

resource storageAvailability 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-storage-availability-${environmentName}'
  location: 'global'
  tags: tags
  properties: {
    description: 'The data account answers less than 99 of 100 requests.'
    severity: 1
    enabled: true
    scopes: [
      dataStorageId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'availability'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.Storage/storageAccounts'
          metricName: 'Availability'
          operator: 'LessThan'
          threshold: 99
          timeAggregation: 'Average'
        }
      ]
    }
    actions: [
      {
        actionGroupId: operators.id
      }
    ]
  }
}

resource rightsChanged 'Microsoft.Insights/activityLogAlerts@2020-10-01' = {
  name: 'alert-rights-changed-${environmentName}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Somebody gave or took rights in this resource group.'
    enabled: true
    scopes: [
      resourceGroup().id
    ]
    condition: {
      allOf: [
        {
          field: 'category'
          equals: 'Administrative'
        }
        {
          field: 'operationName'
          equals: 'Microsoft.Authorization/roleAssignments/write'
        }
      ]
    }
    actions: {
      actionGroups: [
        {
          actionGroupId: operators.id
        }
      ]
    }
  }
}

// Only a public app can be asked from outside; a private one is watched by its logs.
resource readiness 'Microsoft.Insights/webtests@2022-06-15' = if (publicAccess) {
  name: 'ready-compliance-${environmentName}'
  location: location
  tags: union(tags, {
    'hidden-link:${insightsId}': 'Resource'
  })
  kind: 'standard'
  properties: {
    Name: 'ready'
    SyntheticMonitorId: 'ready-compliance-${environmentName}'
    Enabled: true
    Frequency: 300
    Timeout: 30
    Kind: 'standard'
    RetryEnabled: true
    Locations: [
      {
        Id: 'emea-nl-ams-azr'
      }
      {
        Id: 'us-va-ash-azr'
      }
    ]
    Request: {
      RequestUrl: 'https://${hostName}/health/ready'
      HttpVerb: 'GET'
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 14
    }
  }
}
