import { Module } from '@nestjs/common';
import { OrganizationModule } from '@aftercare/organization';
import { CompanyController } from './company.controller.js';
import { ServiceCentersController } from './service-centers.controller.js';
import { SkillsController } from './skills.controller.js';
import { SpecialtiesController } from './specialties.controller.js';
import { StaffController } from './staff.controller.js';

@Module({
  imports: [OrganizationModule],
  controllers: [CompanyController, ServiceCentersController, StaffController, SkillsController, SpecialtiesController],
})
export class OrganizationApiModule {}
