using Samanvay.Designer.Hosting;

var builder = WebApplication.CreateBuilder(args);
// Outside Development the files of the libraries are found from the build output too; a published server has them in wwwroot.
builder.WebHost.UseStaticWebAssets();
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://localhost:5080");
builder.Services.AddSamanvayDesigner();

var app = builder.Build();
app.UseSamanvayDesigner();
app.MapSamanvayDesigner();
await app.RunAsync();
