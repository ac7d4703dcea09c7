# The standalone service. Not built where it was written: there was no container engine.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish functions -c Release -o /app -p:GenerateDocumentationFile=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
ENV COMPLIANCE_DATA_DIR=/data ASPNETCORE_URLS=http://0.0.0.0:7071
VOLUME /data
EXPOSE 7071
ENTRYPOINT ["dotnet", "compliance-service.dll", "serve"]
