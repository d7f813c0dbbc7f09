using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HeatmapSite.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SecurityHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "TwoFactorHistory",
                columns: table => new
                {
                    Key = table.Column<string>(
                        type: "character varying(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    ScopeKey = table.Column<string>(
                        type: "character varying(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    ScopeKind = table.Column<int>(type: "integer", nullable: false),
                    ScopeId = table.Column<string>(
                        type: "character varying(200)",
                        maxLength: 200,
                        nullable: false
                    ),
                    ScopeStamp = table.Column<string>(
                        type: "character varying(100)",
                        maxLength: 100,
                        nullable: false
                    ),
                    EventId = table.Column<string>(
                        type: "character varying(64)",
                        maxLength: 64,
                        nullable: false
                    ),
                    Kind = table.Column<string>(
                        type: "character varying(100)",
                        maxLength: 100,
                        nullable: false
                    ),
                    TimeUtcTicks = table.Column<long>(type: "bigint", nullable: false),
                    MemberKey = table.Column<string>(
                        type: "character varying(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    MemberId = table.Column<string>(
                        type: "character varying(200)",
                        maxLength: 200,
                        nullable: false
                    ),
                    AccountName = table.Column<string>(
                        type: "character varying(320)",
                        maxLength: 320,
                        nullable: false
                    ),
                    ActorKey = table.Column<string>(
                        type: "character varying(64)",
                        unicode: false,
                        maxLength: 64,
                        nullable: false
                    ),
                    ActorMemberId = table.Column<string>(
                        type: "character varying(200)",
                        maxLength: 200,
                        nullable: false
                    ),
                    ActorAccountName = table.Column<string>(
                        type: "character varying(320)",
                        maxLength: 320,
                        nullable: false
                    ),
                    Client = table.Column<string>(
                        type: "character varying(320)",
                        maxLength: 320,
                        nullable: true
                    ),
                    Count = table.Column<int>(type: "integer", nullable: true),
                    Removal = table.Column<string>(
                        type: "character varying(100)",
                        maxLength: 100,
                        nullable: true
                    ),
                    Reason = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TwoFactorHistory", x => x.Key);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_TwoFactorHistory_ScopeKey_TimeUtcTicks_Key",
                table: "TwoFactorHistory",
                columns: new[] { "ScopeKey", "TimeUtcTicks", "Key" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_TwoFactorHistory_TimeUtcTicks",
                table: "TwoFactorHistory",
                column: "TimeUtcTicks"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "TwoFactorHistory");
        }
    }
}
