using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HeatmapSite.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EmailChangeLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "EmailChangeMailings",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PersonId = table.Column<string>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EmailChangeMailings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EmailChangeMailings_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_EmailChangeMailings_Email",
                table: "EmailChangeMailings",
                column: "Email"
            );

            migrationBuilder.CreateIndex(
                name: "IX_EmailChangeMailings_PersonId",
                table: "EmailChangeMailings",
                column: "PersonId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_EmailChangeMailings_RequestedAt",
                table: "EmailChangeMailings",
                column: "RequestedAt"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "EmailChangeMailings");
        }
    }
}
