import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Company } from './company.entity.js';
import { CompanyQueries } from './company.queries.js';
import { CompanyService } from './company.service.js';
import { Department } from './department.entity.js';
import { DepartmentsService } from './departments.service.js';
import { OrganizationQueries } from './organization.queries.js';
import { ServiceCenter } from './service-center.entity.js';
import { ServiceCentersService } from './service-centers.service.js';
import { Skill } from './skill.entity.js';
import { SkillsService } from './skills.service.js';
import { SpecialtiesService } from './specialties.service.js';
import { Specialty } from './specialty.entity.js';
import { StaffService } from './staff.service.js';

const services = [
  CompanyQueries,
  CompanyService,
  DepartmentsService,
  OrganizationQueries,
  ServiceCentersService,
  SkillsService,
  SpecialtiesService,
  StaffService,
];

@Module({
  imports: [TypeOrmModule.forFeature([Company, Department, ServiceCenter, Skill, Specialty])],
  providers: services,
  exports: services,
})
export class OrganizationModule {}
