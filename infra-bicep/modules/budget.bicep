// A budget that warns; it stops nothing: a sanctions service that falls silent to save money would let everybody through elsewhere.
param environmentName string
param amount int
param start string
param operatorMail string

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: 'budget-compliance-${environmentName}'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: start
    }
    notifications: {
      forecast: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: [
          operatorMail
        ]
      }
      spent: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: [
          operatorMail
        ]
      }
    }
  }
}
