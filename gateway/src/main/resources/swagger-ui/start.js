window.ui = SwaggerUIBundle({
  dom_id: "#swagger-ui",
  url: "/api/v1/schema/?format=json",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});
